import { toMetrics } from "@/components/lanes/to-metrics";
import type { ComparedAnswer } from "@/lib/comparison/compared-answer";
import { toBestMarks } from "@/lib/comparison/to-best-marks";
import { formatSeconds } from "@/lib/format-number";
import { fitText } from "./fit-text";

const font = "system-ui, -apple-system, 'Segoe UI', sans-serif";
const ink = {
  paper: "#ffffff",
  text: "#16181d",
  muted: "#5d6470",
  line: "#dfe2e7",
  best: "#0b6b3a",
  head: "#f3f4f6",
};
const width = 1200;
const margin = 48;
const headHeight = 150;
const rowHeight = 54;
const footHeight = 56;
/** Drawn twice as fine, so that it is sharp where pixels are small. */
const scale = 2;

/** Shown in this order; the last three of a lane that failed are empty. */
const columns = [
  { label: "Total", of: (answer: ComparedAnswer) => toTotal(answer) },
  { label: "First token", id: "first-token" },
  { label: "Speed", id: "speed" },
  { label: "Tokens out", id: "output" },
  { label: "Cost", id: "cost" },
] as const;

const nameWidth = 380;
const columnWidth = (width - 2 * margin - nameWidth) / columns.length;

const toTotal = ({ metadata: { timing } }: ComparedAnswer) =>
  timing.durationMs === null ? "unknown" : formatSeconds(timing.durationMs);

type Card = { answers: readonly ComparedAnswer[]; savedAt: Date };

/** A picture of a comparison: models, figures, what was best, and when. Drawn here; nothing is fetched. */
export function drawDecisionCard({ answers, savedAt }: Card): Promise<Blob> {
  const height = headHeight + rowHeight * (answers.length + 1) + footHeight;
  const canvas = document.createElement("canvas");
  canvas.width = width * scale;
  canvas.height = height * scale;
  const pen = canvas.getContext("2d");
  if (pen === null) throw new Error("This browser cannot draw pictures.");
  pen.scale(scale, scale);
  pen.fillStyle = ink.paper;
  pen.fillRect(0, 0, width, height);
  drawHead(pen, answers);
  drawLabels(pen);
  const bests = toBestMarks(answers.map(({ metadata }) => metadata));
  for (const [index, answer] of answers.entries()) {
    const y = headHeight + rowHeight * (index + 1);
    drawRow(pen, { answer, y, best: bests.get(answer.metadata.runId) });
  }
  drawFoot(pen, { savedAt, y: height - footHeight / 2, answers });
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob === null ? reject(new Error("The picture could not be made.")) : resolve(blob)),
      "image/png",
    );
  });
}

type Pen = CanvasRenderingContext2D;
type Words = {
  text: string;
  x: number;
  y: number;
  size?: number;
  weight?: number;
  colour?: string;
  most: number;
  align?: CanvasTextAlign;
};

/** One line, cut where it would be too long. */
function write(
  pen: Pen,
  { text, x, y, size = 17, weight = 400, colour = ink.text, most, align = "left" }: Words,
) {
  pen.font = `${weight} ${size}px ${font}`;
  pen.fillStyle = colour;
  pen.textAlign = align;
  pen.textBaseline = "middle";
  pen.fillText(
    fitText(text, most, (shown) => pen.measureText(shown).width),
    x,
    y,
  );
}

function drawHead(pen: Pen, answers: readonly ComparedAnswer[]) {
  const most = width - 2 * margin;
  const question = (answers[0]?.question ?? "").replaceAll(/\s+/g, " ");
  write(pen, { text: "Switchyard comparison", x: margin, y: 46, size: 15, colour: ink.muted, most });
  write(pen, { text: question, x: margin, y: 84, size: 26, weight: 600, most });
  const models = answers.length === 1 ? "1 model" : `${answers.length} lanes`;
  write(pen, { text: `${models}, same question`, x: margin, y: 120, size: 15, colour: ink.muted, most });
}

const columnEnd = (index: number) => margin + nameWidth + columnWidth * (index + 1) - 12;

function drawLabels(pen: Pen) {
  pen.fillStyle = ink.head;
  pen.fillRect(0, headHeight, width, rowHeight);
  const y = headHeight + rowHeight / 2;
  write(pen, { text: "Model", x: margin, y, size: 14, weight: 600, colour: ink.muted, most: nameWidth });
  for (const [index, { label }] of columns.entries()) {
    const x = columnEnd(index);
    write(pen, {
      text: label,
      x,
      y,
      size: 14,
      weight: 600,
      colour: ink.muted,
      most: columnWidth,
      align: "right",
    });
  }
}

type Row = { answer: ComparedAnswer; y: number; best: Parameters<typeof toMetrics>[1] };

function drawRow(pen: Pen, { answer, y, best }: Row) {
  const { metadata } = answer;
  const middle = y + rowHeight / 2;
  pen.fillStyle = ink.line;
  pen.fillRect(margin, y + rowHeight - 1, width - 2 * margin, 1);
  const simulated = metadata.simulated ? ", simulated" : "";
  const outcome = metadata.outcome === "complete" ? "" : `, ${metadata.outcome}`;
  const most = nameWidth - 20;
  write(pen, { text: metadata.modelName, x: margin, y: middle - 10, weight: 600, most });
  const about = `${metadata.providerName}${simulated}${outcome}`;
  write(pen, { text: about, x: margin, y: middle + 12, size: 13, colour: ink.muted, most });
  const missing = metadata.generated === true ? "not streamed" : "none";
  const metrics = new Map(toMetrics(metadata, best).map((metric) => [metric.id, metric]));
  for (const [index, column] of columns.entries()) {
    const metric = "id" in column ? metrics.get(column.id) : undefined;
    const value = "of" in column ? column.of(answer) : (metric?.value ?? missing);
    const isBest = metric?.isBest === true;
    write(pen, {
      text: isBest ? `★ ${value}` : value,
      x: columnEnd(index),
      y: middle,
      size: 16,
      weight: isBest ? 700 : 400,
      colour: isBest ? ink.best : ink.text,
      most: columnWidth - 8,
      align: "right",
    });
  }
}

function drawFoot(
  pen: Pen,
  { savedAt, y, answers }: { savedAt: Date; y: number; answers: readonly ComparedAnswer[] },
) {
  const asked = new Date(Math.min(...answers.map(({ metadata }) => metadata.timing.startedAt)));
  const date = (when: Date) => when.toISOString().slice(0, 16).replace("T", " ");
  const text = `Asked ${date(asked)} UTC, drawn ${date(savedAt)} UTC. ★ best of this turn. One answer each: repeat before you decide.`;
  write(pen, { text, x: margin, y, size: 13, colour: ink.muted, most: width - 2 * margin });
}
