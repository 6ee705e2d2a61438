import "server-only";

/** What an answer of the writer is about. Quotes are safe inside markdown. */
export type WriterSubject = {
  quote: string;
  /** The chat's first message. */
  firstQuote: string;
  /** How many messages the user has sent. */
  turn: number;
  messageCount: number;
  promptTokens: number;
};

/** What a newcomer reads first: what this is, what to try, and how to get a real model. */
export function writeFirstAnswer({ quote, promptTokens }: WriterSubject): string {
  return `## Hello from a simulated model

You wrote:

> ${quote}

I am **demo/writer**. I live inside Switchyard and need no key, but I cannot think: this text is prepared, and only the streaming is real. A real model would now be working on the ${promptTokens} tokens of your message, and a few more that frame it. Here is how to bring one in, and what you can already try with me.

### Add a real model

| You have | Do this | Then |
| --- | --- | --- |
| an API key | set its variable and restart | the provider's models can be chosen |
| Ollama, LM Studio, llama.cpp or vLLM | start it on this machine | it is found by itself |
| another OpenAI-compatible server | add it to \`switchyard.config.json\` | it appears under its own name |

\`\`\`sh
# A hosted provider: one variable is enough
GROQ_API_KEY=your-key npm start

# A model on this machine: no key at all
ollama pull llama3.2
ollama serve
\`\`\`

### Try it now

1. **Change the model** in the picker beside the message box. The whole conversation goes along.
2. **Stop** an answer halfway. What has arrived stays.
3. **Edit** your message or regenerate the answer. Every version is kept, so you can go back.
4. Choose **Moody** and send \`reset\`, to see how a failure looks. Or **Thinker**, to see reasoning.

### What the numbers mean

The line below each answer is measured, not guessed. For $$n$$ tokens that arrive at the times $$t_1 \\dots t_n$$:

$$
\\text{tokens per second} = \\frac{n - 1}{t_n - t_1}
$$

Tokens and costs are what the provider reports. Where it reports nothing, you read *unknown*, never zero.
`;
}

/** What the writer says when the chat goes on. */
export const laterAnswers: ((subject: WriterSubject) => string)[] = [writeAboutHistory, writeAboutStreaming];

function writeAboutHistory({ quote, firstQuote, turn, messageCount }: WriterSubject): string {
  return `### Message ${turn}, with everything before it

> ${quote}

I am still the simulated **demo/writer**, so this is no reply to your words. But I can show you what a real model would see now. This request carried **${messageCount} messages**, beginning with:

> ${firstQuote}

| Part of the request | Sent again each time? |
| --- | --- |
| your messages | yes |
| the answers you kept | yes, also those of other models |
| the reasoning behind them | no |
| versions you replaced | no |

That is why long chats cost more with every turn: after $$k$$ turns of about $$m$$ tokens each, the model has read

$$
m + 2m + \\dots + km = \\frac{k(k+1)}{2}\\,m
$$

tokens in all. Starting a new chat for a new subject keeps that sum small.
`;
}

function writeAboutStreaming({ quote, turn }: WriterSubject): string {
  return `### Answer ${turn}, piece by piece

> ${quote}

This is the simulated **demo/writer** again. While you read, here is what happens between a provider and this page:

1. The provider sends an event for each token, or for a few.
2. Switchyard reads it, whatever dialect it is in, and writes it to a log.
3. The page follows the log. Close the tab and the answer goes on; come back and it is all here.

\`\`\`ts
for await (const chunk of stream) {
  const text = chunk.choices[0]?.delta?.content;
  if (text) show(text);
}
\`\`\`

| When | What you see |
| --- | --- |
| the first token arrives | the wait ends and the clock of the speed starts |
| the stream breaks | the text so far, and an error that says why |
| the model has finished | tokens, speed and cost, as reported |

> A good stream is one you do not notice.
`;
}
