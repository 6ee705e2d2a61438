import "server-only";
import {
  type KyselyPlugin,
  OperationNodeTransformer,
  type PrimitiveValueListNode,
  type ValueNode,
} from "kysely";

/** PostgreSQL's texts cannot hold U+0000, which others may send us: it becomes the sign for what cannot be shown. */
export function replaceNul(): KyselyPlugin {
  const replacer = new NulReplacer();
  return {
    transformQuery: ({ node, queryId }) => replacer.transformNode(node, queryId),
    transformResult: async ({ result }) => result,
  };
}

class NulReplacer extends OperationNodeTransformer {
  protected override transformValue(node: ValueNode): ValueNode {
    return { ...node, value: replace(node.value) };
  }

  protected override transformPrimitiveValueList(node: PrimitiveValueListNode): PrimitiveValueListNode {
    return { ...node, values: node.values.map(replace) };
  }
}

function replace<T>(value: T): T | string {
  return typeof value === "string" ? value.replaceAll("\u0000", "\ufffd") : value;
}
