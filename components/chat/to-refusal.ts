import { AppError } from "@/lib/app-error";

/** Why the server did not do what was asked, in a sentence for the user. */
export function toRefusal(error: unknown): string {
  if (!(error instanceof AppError)) {
    return "The Switchyard server cannot be reached. Nothing was sent; try again once it runs.";
  }
  if (error.code === "lane_busy") {
    return "This chat is already answering, perhaps in another tab. Your message was not sent; send it when the answer has ended.";
  }
  return error.message;
}
