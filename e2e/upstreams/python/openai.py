"""The shape of the package `openai`, as far as a chat completion's request goes: what it is called with is what is sent."""

import json
import urllib.request

# From the signature of `Completions.create` in openai-python.
ARGUMENTS = set(
    """messages model audio frequency_penalty function_call functions logit_bias logprobs max_completion_tokens max_tokens
    metadata modalities n parallel_tool_calls prediction presence_penalty prompt_cache_key reasoning_effort response_format
    safety_identifier seed service_tier stop store stream stream_options temperature tool_choice tools top_logprobs top_p user
    verbosity web_search_options""".split()
)


class _Bag:
    def __init__(self, value):
        self.__dict__.update({name: _bag(item) for name, item in value.items()})

    def __getattr__(self, name):
        return None


def _bag(value):
    if isinstance(value, dict):
        return _Bag(value)
    return [_bag(item) for item in value] if isinstance(value, list) else value


class OpenAI:
    def __init__(self, *, base_url, api_key):
        self.base_url = base_url.rstrip("/")
        self.api_key = api_key
        self.chat = self.completions = self

    def create(self, *, extra_body=None, extra_headers=None, **given):
        unknown = set(given) - ARGUMENTS
        if unknown:
            raise TypeError(f"create() got an unexpected keyword argument {unknown.pop()!r}")
        headers = {"Authorization": f"Bearer {self.api_key}", "Content-Type": "application/json", **(extra_headers or {})}
        request = urllib.request.Request(
            f"{self.base_url}/chat/completions",
            data=json.dumps({**given, **(extra_body or {})}).encode(),
            headers=headers,
        )
        with urllib.request.urlopen(request) as response:
            text = response.read().decode()
        if not given.get("stream"):
            return _bag(json.loads(text))
        events = [line[6:] for line in text.splitlines() if line.startswith("data: ")]
        return iter([_bag(json.loads(event)) for event in events if event != "[DONE]"])
