// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape sequences of a terminal's colours begin with one
const colours = /\u001b\[[0-9;]*m/g;
const banner = /^\s*(?:▲ Next\.js|- (?:Local|Network|Environments?):|✓ (?:Starting|Running next\.config))/;
const ready = /^\s*✓ Ready in /;

/**
 * Makes the server's output that of `npm start`: `text` in place of Next's banner, once the server is ready, and
 * everything else as it is. Takes the output piece by piece; returns what to show.
 */
export function createAnnouncer(text) {
  let rest = "";
  return (piece) => {
    const lines = `${rest}${piece}`.split("\n");
    rest = lines.pop();
    return lines.map((line) => toShown(line, text)).join("");
  };
}

function toShown(line, text) {
  const plain = line.replace(colours, "");
  if (ready.test(plain)) return text;
  return banner.test(plain) ? "" : `${line}\n`;
}
