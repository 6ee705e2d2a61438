/**
 * The least a page can do with the same stream: eight panes, no framework, no markdown; once a frame what has come is put
 * behind what is there, and the pane scrolled to its end. It has the names by which the product's page is driven.
 */
export const floorPage = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Floor</title>
<style>body{margin:0;font:16px/1.6 sans-serif;display:flex;flex-direction:column;height:100vh}main{display:flex;flex:1;min-height:0;overflow-x:auto}
[data-lane]{width:320px;flex:none;overflow-y:auto;white-space:pre-wrap;overflow-wrap:anywhere}</style>
<main></main><textarea aria-label="Message"></textarea><button hidden aria-label="Stop">Stop</button>
<script>
const main = document.querySelector("main"), field = document.querySelector("textarea"), button = document.querySelector("button");
const id = () => crypto.randomUUID();
const lanes = Array.from({ length: 8 }, () => {
  const pane = main.appendChild(document.createElement("div"));
  pane.dataset.lane = "";
  const article = pane.appendChild(document.createElement("article"));
  article.setAttribute("aria-busy", "true");
  const text = article.appendChild(document.createElement("div"));
  text.className = "markdown";
  return { laneId: id(), pane, text, waiting: "" };
});
let frame = null;
function draw() {
  frame = null;
  const grown = lanes.filter(({ waiting }) => waiting !== "");
  for (const lane of grown) {
    lane.text.append(lane.waiting);
    lane.waiting = "";
  }
  for (const { pane } of grown) pane.scrollTop = 1e9;
}
async function run() {
  button.hidden = false;
  const body = { turnId: id(), chatId: id(), lanes: lanes.map(({ laneId }) => ({
    laneId, model: "demo/sprinter", parentId: null, message: { id: id(), text: "Run" }, answerId: id() })) };
  const response = await fetch("/api/turns", { method: "POST", body: JSON.stringify(body),
    headers: { "content-type": "application/json", accept: "text/event-stream" } });
  const reader = response.body.getReader(), decoder = new TextDecoder();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    const events = (rest + decoder.decode(value, { stream: true })).split("\\n\\n");
    rest = events.pop();
    for (const event of events) {
      const data = event.slice(event.indexOf("data: ") + 6);
      if (!data.startsWith("{")) continue;
      const { laneId, chunks } = JSON.parse(data);
      const lane = lanes.find((lane) => lane.laneId === laneId);
      for (const chunk of chunks) if (chunk.type === "text-delta") lane.waiting += chunk.delta;
      frame ??= requestAnimationFrame(draw);
    }
  }
  button.hidden = true;
}
field.onkeydown = ({ key }) => { if (key === "Enter") run(); };
</script></html>`;
