"""The shape of MetaLlamaChatGenerator: the request it makes, with `n` and `stream` always told."""

from openai import OpenAI


class _Reply:
    def __init__(self, text):
        self.text = text


class MetaLlamaChatGenerator:
    def __init__(
        self,
        *,
        api_key,
        model="Llama-4-Scout-17B-16E-Instruct-FP8",
        streaming_callback=None,
        api_base_url="https://api.llama.com/compat/v1/",
        generation_kwargs=None,
        timeout=None,
        max_retries=None,
        tools=None,
    ):
        self.client = OpenAI(base_url=api_base_url, api_key=api_key)
        self.model = model
        self.streaming_callback = streaming_callback
        self.generation_kwargs = generation_kwargs or {}

    def run(self, messages):
        stream = self.streaming_callback is not None
        answer = self.client.create(
            model=self.model,
            messages=[message.wire for message in messages],
            stream=stream,
            **{"n": 1, **self.generation_kwargs},
        )
        if not stream:
            return {"replies": [_Reply(answer.choices[0].message.content)]}
        texts = [chunk.choices[0].delta.content or "" for chunk in answer if chunk.choices]
        for text in texts:
            self.streaming_callback(text)
        return {"replies": [_Reply("".join(texts))]}
