import { createServer } from "node:http";

/** The least a table of so many rows can do: no framework, only the rows in view, one `innerHTML` per change. */
const page = `<!doctype html><meta charset="utf-8"><title>Floor</title>
<style>body{margin:0;font:14px sans-serif}#rows{height:800px;overflow:auto}td,th{height:48px;padding:0 8px;text-align:left;white-space:nowrap}</style>
<input type="search" aria-label="Search models"><div id="rows"><table aria-label="Models"><thead><tr><th>Model</th><th><button>Context</button></th><th>In</th><th>Out</th></tr></thead><tbody></tbody></table></div>
<script>
let all = [], shown = [], order = 0;
const field = document.querySelector("input"), box = document.getElementById("rows"), body = document.querySelector("tbody");
const escape = (text) => String(text).replace(/[&<]/g, (letter) => (letter === "&" ? "&amp;" : "&lt;"));
function draw() {
  const from = Math.max(0, Math.floor(box.scrollTop / 48) - 12), to = from + 42;
  const rows = shown.slice(from, to).map((row) => "<tr>" + row.cells.map((cell) => "<td>" + escape(cell ?? "") + "</td>").join("") + "</tr>");
  body.innerHTML = '<tr style="height:' + from * 48 + 'px"></tr>' + rows.join("") + '<tr style="height:' + Math.max(0, shown.length - to) * 48 + 'px"></tr>';
}
function change() {
  const words = field.value.toLowerCase().split(" ");
  shown = all.filter(({ text }) => words.every((word) => text.includes(word)));
  if (order !== 0) shown.sort((a, b) => order * ((a.cells[1] ?? 0) - (b.cells[1] ?? 0)));
  draw();
}
field.oninput = change;
box.onscroll = draw;
document.querySelector("button").onclick = () => { order = order === -1 ? 1 : -1; change(); };
fetch("/rows.json").then((response) => response.json()).then((rows) => {
  all = rows.map((cells) => ({ cells, text: String(cells[0]).toLowerCase() }));
  change();
});
</script>`;

/** Serves the floor's page with these rows: name and ref, context, prices. */
export function serveFloor(rows) {
  const text = JSON.stringify(rows);
  const server = createServer(({ url }, response) => {
    const isRows = url === "/rows.json";
    response
      .writeHead(200, { "content-type": isRows ? "application/json" : "text/html" })
      .end(isRows ? text : page);
  });
  return new Promise((resolve) =>
    server.listen(0, "127.0.0.1", () =>
      resolve({ url: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() }),
    ),
  );
}
