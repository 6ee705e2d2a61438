"use client";

import { useState } from "react";
import { Waiting } from "./waiting";

/** The time between sending and the server's first event: usually too short to be seen. */
export function Sending() {
  const [since] = useState(() => Date.now());
  return (
    <div className="pt-2 pb-5">
      <Waiting since={since} waitingFor={null} />
    </div>
  );
}
