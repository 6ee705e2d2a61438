def print_streaming_chunk(chunk):
    print(chunk, end="", flush=True)
