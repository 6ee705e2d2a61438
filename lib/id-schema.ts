import { z } from "zod";
import { idPattern } from "@/lib/id";

/** An id as what comes in is checked. Apart from `id.ts`, so that making ids does not bring zod to the browser. */
export const idSchema = z.string().regex(idPattern, "must be 8 to 64 letters, digits, - or _");
