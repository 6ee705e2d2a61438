"""The shape of Haystack's ChatMessage: its constructors, and what `to_openai_dict_format` makes of them."""

import json


class ToolCall:
    def __init__(self, *, tool_name, arguments, id=None):
        self.wire = {"id": id, "type": "function", "function": {"name": tool_name, "arguments": json.dumps(arguments, ensure_ascii=False)}}


class ImageContent:
    def __init__(self, *, base64_image, mime_type=None):
        self.wire = {"type": "image_url", "image_url": {"url": f"data:{mime_type};base64,{base64_image}"}}


class ChatMessage:
    def __init__(self, wire):
        self.wire = wire

    @classmethod
    def from_system(cls, text):
        return cls({"role": "system", "content": text})

    @classmethod
    def from_user(cls, text=None, *, content_parts=None):
        if content_parts is None:
            return cls({"role": "user", "content": text})
        parts = [{"type": "text", "text": part} if isinstance(part, str) else part.wire for part in content_parts]
        return cls({"role": "user", "content": parts})

    @classmethod
    def from_assistant(cls, text=None, *, tool_calls=None):
        message = {"role": "assistant"}
        if text is not None:
            message["content"] = text
        if tool_calls:
            message["tool_calls"] = [call.wire for call in tool_calls]
        return cls(message)

    @classmethod
    def from_tool(cls, *, tool_result, origin):
        return cls({"role": "tool", "content": tool_result, "tool_call_id": origin.wire["id"]})
