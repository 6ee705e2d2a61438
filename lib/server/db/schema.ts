import "server-only";
import type { Generated } from "kysely";
import type { RunOutcome } from "@/lib/runs/answer-metadata";

/** Times are epoch ms. `owner` is whose row it is. Columns named `…_json` hold JSON text. */
export type Database = {
  chats: {
    id: string;
    owner: string;
    title: string;
    created_at: number;
    updated_at: number;
    /** null unless the chat is in the bin. */
    deleted_at: number | null;
    /** When it was pinned; null unless it is. */
    pinned_at: number | null;
    /** What lanes that are added begin with, see `lib/chats/lane-defaults.ts`; null: as their neighbour. */
    lane_defaults_json: string | null;
  };
  lanes: {
    id: string;
    owner: string;
    chat_id: string;
    position: number;
    model: string;
    settings_json: string;
    leaf_id: string | null;
    /** When it was taken away; null while it is shown. */
    removed_at: number | null;
  };
  messages: {
    id: string;
    owner: string;
    chat_id: string;
    lane_id: string;
    parent_id: string | null;
    turn_id: string;
    role: "user" | "assistant";
    parts_json: string;
    /** null for user messages. */
    metadata_json: string | null;
    created_at: number;
  };
  /** Files of messages, each once per owner, under the SHA-256 of its content. */
  attachments: {
    owner: string;
    id: string;
    media_type: string;
    bytes: number;
    /** In pixels; null for what is no image. */
    width: number | null;
    height: number | null;
    /** When it was last sent to the server. */
    created_at: number;
    data: Buffer;
  };
  /** Which message has which file. */
  attachment_uses: {
    message_id: string;
    owner: string;
    attachment_id: string;
  };
  /** The words of a message, folded (`lib/search/words.ts`), for searching: one row per message that says something. */
  message_texts: {
    id: Generated<number>;
    message_id: string;
    chat_id: string;
    owner: string;
    text: string;
  };
  /** The ledger: every run ever made. Tokens and dollars are null where unknown. */
  runs: {
    id: string;
    owner: string;
    chat_id: string;
    lane_id: string;
    turn_id: string;
    /** Place of the lane in its turn, from 0. */
    turn_index: number;
    answer_id: string;
    model: string;
    outcome: RunOutcome;
    error_code: string | null;
    finish_reason: string | null;
    input_tokens: number | null;
    cached_input_tokens: number | null;
    output_tokens: number | null;
    reasoning_tokens: number | null;
    cost_usd: number | null;
    cost_status: string | null;
    first_token_ms: number | null;
    duration_ms: number | null;
    started_at: number;
    ended_at: number | null;
    /** The process that writes the answer. */
    instance_id: string | null;
    /** Until when that process is taken to be alive, by the database's clock; it renews this while it is. */
    lease_until: number | null;
    /** Someone wants the run to end, through another process than the one that writes it. */
    stop_requested_at: number | null;
    /** `gateway` for a run of another program; null for one of a chat. */
    source: "gateway" | null;
    /** The gateway token it was asked with; null without one. */
    token_id: string | null;
    /** `estimated` where the provider reported no tokens and they are our guess. */
    usage_source: "reported" | "estimated" | null;
    /** 1 for an answer that is written beside another one of its lane; null otherwise. */
    beside: 1 | null;
    /** What its budgets hold back for it while it goes on. */
    reserved_usd: number | null;
  };
  /** Keys of other programs to `/v1`. Only the SHA-256 of a token is stored. */
  gateway_tokens: {
    id: string;
    owner: string;
    name: string;
    hash: string;
    /** Its last characters, to tell it from others. */
    hint: string;
    /** JSON array of refs, or prefixes that end in `*`; empty for every model. */
    models_json: string;
    requests_per_minute: number | null;
    tokens_per_minute: number | null;
    usd_per_month: number | null;
    created_at: number;
    /** null: what it may do was never changed. */
    updated_at: number | null;
    expires_at: number | null;
    last_used_at: number | null;
    revoked_at: number | null;
  };
  /** What was spent and is held back, per scope (`total` or `token:<id>`) and month (`2026-11`, UTC). */
  budgets: {
    owner: string;
    scope: string;
    period: string;
    spent_usd: number;
    reserved_usd: number;
  };
  /** Events counted in windows of time, e.g. attempts to sign in. */
  counters: {
    name: string;
    window_start: number;
    count: number;
  };
  /** Browsers that signed in. */
  sessions: {
    id: string;
    owner: string;
    browser: string;
    created_at: number;
    last_seen_at: number;
    revoked_at: number | null;
  };
  /** What a run sent to its provider and heard back, see `lib/runs/shown-exchange.ts`. */
  run_exchanges: {
    run_id: string;
    exchanges_json: string;
  };
  /** What people decided about the tool calls of a run, see `lib/tools/tool-decision.ts`. */
  tool_decisions: {
    run_id: string;
    tool_call_id: string;
    decision_json: string;
    decided_at: number;
  };
  /** Lists of models that one instance fetches for all; used where several share a database. Times by its clock. */
  fetched_lists: {
    name: string;
    /** As its source keeps it; null before the first answer. */
    content: string | null;
    /** When the content last changed. */
    content_at: number | null;
    /** When there last was an answer, changed or not. */
    checked_at: number | null;
    /** When somebody last asked, whatever became of it. */
    asked_at: number | null;
    /** Why the last attempt failed; null when it did not. */
    problem: string | null;
    /** Who is asking, until `lease_until`. */
    holder: string | null;
    lease_until: number | null;
  };
  /** Body fields that models refused, see `lib/refusals/refusal.ts`. `model` is in lower case in `model_key`. */
  refusals: {
    id: string;
    owner: string;
    model: string;
    model_key: string;
    field: string;
    sent_as: string | null;
    words: string | null;
    refused_at: number;
  };
  /** Settings under a name, see `lib/presets/preset-schema.ts`. */
  presets: {
    id: string;
    owner: string;
    name: string;
    model: string | null;
    settings_json: string;
    /** Since when new chats begin with it; null unless they do. */
    default_since: number | null;
    updated_at: number;
    /** null unless it is in the bin. */
    deleted_at: number | null;
  };
  /** See `lib/prompts/prompt-schema.ts`. */
  prompts: {
    id: string;
    owner: string;
    title: string;
    kind: "user" | "system";
    text: string;
    updated_at: number;
    deleted_at: number | null;
  };
  /** What all instances must agree on and nobody else may know, e.g. what seals the cookies. */
  server_secrets: {
    name: string;
    value: string;
  };
  /** The log of a run's chunks. A row holds a JSON array of them; `seq` is the number of its last, from 1. */
  run_events: {
    run_id: string;
    seq: number;
    data: string;
  };
};
