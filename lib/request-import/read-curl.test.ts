import { describe, expect, it } from "vitest";
import { readLaneCode } from "@/lib/lane-code/read-lane-code";

async function only(text: string) {
  const { candidates } = await readLaneCode(text);
  expect(candidates).toHaveLength(1);
  return candidates[0];
}

const at = "https://api.groq.com/openai/v1/chat/completions";
const body = '{"model":"m","messages":[{"role":"user","content":"Hello!"}]}';

describe("a cURL command of bash", () => {
  it("has the bytes of UTF-8 that $'…' names", async () => {
    const lane = await only(
      `curl ${at} -d $'${body.replace("Hello!", "It\\'s \\xe2\\x9c\\x93 \\303\\251")}'`,
    );
    expect(lane?.draft?.text).toBe("It's ✓ é");
  });

  it("has the values of variables that are set before it", async () => {
    const lane = await only(`export BASE=https://api.groq.com/openai/v1
MODEL="llama-3.1-8b-instant"
KEY=$GROQ_API_KEY
curl "$BASE/chat/completions" -H "Authorization: Bearer $KEY" \\
  -d "{\\"model\\": \\"$MODEL\\", \\"messages\\": [{\\"role\\": \\"user\\", \\"content\\": \\"Hello $USER!\\"}]}"`);
    expect(lane?.model).toBe("groq/llama-3.1-8b-instant");
    expect(lane?.warnings).toEqual([
      "$USER is a variable whose value is not in the text; it stays as it stands.",
    ]);
  });

  it("leaves a key out that a variable before it holds", async () => {
    const lane = await only(
      `KEY="sk-canary0123456789abcdefghij"\ncurl ${at} -H "Authorization: Bearer $KEY" -d '${body}'`,
    );
    expect(lane?.warnings).toEqual([
      "The header Authorization holds a key and was left out. Keys belong on the server.",
    ]);
    expect(JSON.stringify(lane)).not.toContain("canary");
  });

  it("takes no value that only running a command would tell", async () => {
    const lane = await only(
      `MODEL=$(pick)\ncurl ${at} -d "${body.replace('"m"', '"$MODEL"').replaceAll('"', '\\"')}"`,
    );
    expect(lane?.warnings).toContain(
      "$MODEL is a variable whose value is not in the text; it stays as it stands.",
    );
  });

  it("is read beside one that asks for something else", async () => {
    const lane = await only(`curl https://api.groq.com/openai/v1/models\ncurl ${at} -d '${body}'`);
    expect(lane?.model).toBe("groq/m");
    expect(lane?.warnings).toEqual([
      "Another call of this text cannot be read: what is asked there is not written out.",
    ]);
  });
});

describe("a cURL command of Windows", () => {
  it.each([
    ["PowerShell", `curl.exe ${at} -H "Authorization: Bearer $env:GROQ_API_KEY" -d '${body}'`],
    [
      "the command line",
      `curl ${at} -H "Authorization: Bearer %GROQ_API_KEY%" -d "${body.replaceAll('"', '\\"')}"`,
    ],
  ])("in %s names the key's variable", async (_, text) => {
    const lane = await only(text);
    expect(lane?.model).toBe("groq/m");
    expect(lane?.warnings).toEqual([]);
  });

  it("in PowerShell has quotes that are escaped for the program", async () => {
    const text = JSON.stringify({ model: "m", messages: [{ role: "user", content: 'Say "hi" \\ \n' }] });
    const escaped = text.replace(/(\\*)"/g, '$1$1\\"');
    const lane = await only(`curl.exe ${at} -d '${escaped}'`);
    expect(lane?.draft?.text).toBe('Say "hi" \\ \n');
  });

  it("in PowerShell has quotes that are written twice", async () => {
    const command = `curl.exe ${at} -H "Authorization: Bearer $env:KEY" -d '${body.replace("Hello", "Bob''s")}'`;
    expect((await only(command))?.draft?.text).toBe("Bob's!");
  });

  it("leaves what looks like a variable in a message alone", async () => {
    const asked = "Send Bearer %TOKEN%";
    expect((await only(`curl ${at} -d '${body.replace("Hello!", asked)}'`))?.draft?.text).toBe(asked);
  });

  it("in PowerShell has a body that a variable holds, else says so", async () => {
    const command = `curl.exe ${at} -d $body`;
    expect((await only(`$body = @'\n${body}\n'@\n${command}`))?.draft?.text).toBe("Hello!");
    await expect(only(command)).rejects.toThrow("The body is in $body, whose value is not in the text.");
  });
});

it("says that quotes are typographic", async () => {
  await expect(only(`curl ${at} -d '${body.replaceAll('"', "“")}'`)).rejects.toThrow("typographic");
});
