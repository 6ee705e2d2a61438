import { UnknownModel } from "@/components/models/unknown-model";

export default UnknownModel;
