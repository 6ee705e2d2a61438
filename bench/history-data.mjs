// The chats of the big history: the same ones every time, as files that `POST /api/import` takes.
const chats = 10_000;
const bigChatMessages = 2_000;
const messagesPerChat = 20;
const chatsPerFile = 500;

export const totals = { chats, messages: (chats - 1) * messagesPerChat + bigChatMessages };
export const bigChatId = "bench-chat-big";

const vocabulary = (
  "gateway model token stream latency budget prompt answer rate limit context window price provider retry timeout " +
  "schema tool image embedding cache batch region quota error status header request response through three thread " +
  "Zürich naïve über モデル 日本語 réponse modèle цена токен"
).split(" ");

/** A repeatable sequence of numbers from 0 to 1. */
function createRandom(seed) {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

function toText(random, words) {
  const text = Array.from({ length: words }, () => vocabulary[Math.floor(random() * vocabulary.length)]).join(
    " ",
  );
  const extra = random();
  if (extra < 0.1) return `${text}\n\n\`\`\`ts\nconst answer = await ask("${text.slice(0, 30)}");\n\`\`\``;
  return extra < 0.2 ? `## A heading\n\n- ${text.slice(0, 60)}\n- **bold** words\n\n${text}` : text;
}

function toMetadata(id) {
  return {
    runId: `run-${id}`,
    turnId: `turn-${id}`,
    model: "wandb/meta-llama/Llama-3.3-70B-Instruct",
    modelName: "Llama 3.3 70B Instruct",
    providerName: "Weights & Biases",
    simulated: false,
    outcome: "complete",
    finishReason: "stop",
    usage: { inputTokens: 812, cachedInputTokens: null, outputTokens: 240, reasoningTokens: null },
    timing: {
      startedAt: 1_790_000_000_000,
      firstTokenMs: 231.5,
      durationMs: 4_211.25,
      outputTokensPerSecond: 60.1,
    },
    cost: { usd: 0.000747, status: "estimated", note: null },
    error: null,
    notices: [],
  };
}

function toChat(number) {
  const random = createRandom(number + 1);
  const isBig = number === 0;
  const id = isBig ? bigChatId : `bench-chat-${String(number).padStart(7, "0")}`;
  const createdAt = 1_700_000_000_000 + number * 5_000_000;
  const count = isBig ? bigChatMessages : messagesPerChat;
  const laneId = `lane-${id}`;
  const messages = Array.from({ length: count }, (_, index) => {
    const isAnswer = index % 2 === 1;
    const text = toText(random, isAnswer ? 40 + Math.floor(random() * 120) : 8 + Math.floor(random() * 30));
    const rare = index === 4 && number % 1_000 === 7 ? " zyzzyva7" : "";
    const last = isBig && index === count - 1 ? " the last message of all" : "";
    return {
      id: `m-${id}-${index}`,
      laneId,
      parentId: index === 0 ? null : `m-${id}-${index - 1}`,
      turnId: `turn-${id}-${index >> 1}`,
      role: isAnswer ? "assistant" : "user",
      parts: [{ type: "text", text: text + rare + last }],
      metadata: isAnswer ? toMetadata(`${id}-${index}`) : null,
      createdAt: createdAt + index * 1_000,
    };
  });
  return {
    id,
    title: `Chat number ${number} about ${toText(random, 3).slice(0, 60)}`,
    createdAt,
    updatedAt: createdAt + count * 1_000,
    pinnedAt: null,
    lanes: [
      {
        id: laneId,
        position: 0,
        model: "wandb/meta-llama/Llama-3.3-70B-Instruct",
        settings: {},
        leafId: messages.at(-1).id,
      },
    ],
    messages,
  };
}

/** One file after another, so that only one is in memory. */
export function* listChatFiles() {
  for (let first = 0; first < chats; first += chatsPerFile) {
    const part = Array.from({ length: chatsPerFile }, (_, index) => JSON.stringify(toChat(first + index)));
    yield `{"format":"switchyard-chats","version":1,"chats":[\n${part.join(",\n")}\n]}\n`;
  }
}
