import type { Stated } from "@/lib/catalogue/catalogue-model";
import { describeSource } from "@/lib/catalogue/describe-source";
import { toProviderAddress } from "@/lib/catalogue/model-address";
import type { ColumnId, ModelRow } from "@/lib/catalogue/table-columns";
import type { Workload } from "@/lib/catalogue/workload";
import { AvailabilityCell } from "./availability-cell";
import { CapabilityCell } from "./capability-cell";
import { CostCell } from "./cost-cell";
import { ModelCell } from "./model-cell";
import { PriceCell } from "./price-cell";
import { TokensCell } from "./tokens-cell";

type TableCellProps = { column: ColumnId; row: ModelRow; workload: Workload };

/** What a row shows in a column. */
export function TableCell({ column, row, workload }: TableCellProps) {
  const { model, provider } = row;
  const { prices } = model;
  switch (column) {
    case "model":
      return <ModelCell model={model} />;
    case "provider":
      return (
        <a href={toProviderAddress(provider.id)} className="whitespace-nowrap hover:underline">
          {provider.name}
        </a>
      );
    case "context":
      return <TokensCell tokens={model.contextTokens} warnings={[]} />;
    case "output":
      return <TokensCell tokens={model.maxOutputTokens} warnings={model.warnings} />;
    case "inputPrice":
      return <PriceCell model={model} usdPerMTok={prices.inputUsdPerMTok} />;
    case "outputPrice":
      return <PriceCell model={model} usdPerMTok={prices.outputUsdPerMTok} />;
    case "cachedPrice":
      return <PriceCell model={model} usdPerMTok={prices.cachedInputUsdPerMTok} />;
    case "cost":
      return <CostCell row={row} workload={workload} />;
    case "capabilities":
      return <CapabilityCell model={model} />;
    case "schema":
      return <StatedText value={model.structuredOutput} />;
    case "weights":
      return <StatedText value={model.openWeights} />;
    case "family":
      return <TextOrNot text={model.family} />;
    case "released":
      return <TextOrNot text={model.releaseDate} />;
    case "knowledge":
      return <TextOrNot text={model.knowledge} />;
    case "status":
      return <TextOrNot text={model.status} />;
    case "source":
      return (
        <span className="whitespace-nowrap text-muted">{describeSource(model).replace(/^From /, "")}</span>
      );
    case "availability":
      return <AvailabilityCell model={model} provider={provider} />;
  }
}

const StatedText = ({ value }: { value: Stated }) => (
  <TextOrNot text={value === null ? null : value ? "yes" : "no"} />
);

function TextOrNot({ text }: { text: string | null }) {
  return (
    <span className={`whitespace-nowrap ${text === null ? "text-muted" : ""}`}>{text ?? "not stated"}</span>
  );
}
