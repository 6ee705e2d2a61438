import "server-only";
import type { AnswerSink } from "./answer-sink";
import type { WireExchange } from "./exchange";

/**
 * An answer may have this many characters, reasoning and arguments included: about half a million tokens, more than any model
 * writes. The run keeps all of it in memory until it is stored, so without a limit one provider could fill that.
 */
export const maxAnswerLength = 2_097_152;

/** The sink for the pieces of one answer up to that length, counted in `exchange`; what would go beyond it is dropped, and told once. */
export function limitAnswer(
  sink: AnswerSink,
  { exchange, onTooLong }: { exchange: Pick<WireExchange, "answerCharacters">; onTooLong: () => void },
): AnswerSink {
  let isTooLong = false;

  const fits = (text: string): boolean => {
    exchange.answerCharacters += text.length;
    if (exchange.answerCharacters > maxAnswerLength && !isTooLong) {
      isTooLong = true;
      onTooLong();
    }
    return !isTooLong;
  };

  return {
    text: (choice, text) => fits(text) && sink.text(choice, text),
    reasoning: (choice, text) => fits(text) && sink.reasoning(choice, text),
    refusal: (choice, text) => fits(text) && sink.refusal(choice, text),
    toolCall: (choice, call) => fits(call.name) && sink.toolCall(choice, call),
    toolArguments: (choice, index, text) => fits(text) && sink.toolArguments(choice, index, text),
  };
}
