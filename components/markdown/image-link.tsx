import type { ComponentProps } from "react";
import type { ExtraProps } from "streamdown";
import { SafeLink } from "./safe-link";

/** An image in an answer is never fetched by itself: its address could carry the conversation away. */
export function ImageLink({ src, alt }: ComponentProps<"img"> & ExtraProps) {
  const label = alt === undefined || alt === "" ? "Image" : `Image: ${alt}`;
  return typeof src === "string" ? <SafeLink href={src}>{label}</SafeLink> : <span>{label}</span>;
}
