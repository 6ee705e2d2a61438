import { z } from "zod";

/**
 * What a patch says of the record it was made from: its `updatedAt`. One that has changed since is not overwritten: 409, with
 * the record as it is now in `details.current`. Absent: whatever stands there is replaced.
 */
export const basedOnSchema = z.int().min(0);
