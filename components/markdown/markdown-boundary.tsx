"use client";

import { Component, type ReactNode } from "react";

type MarkdownBoundaryProps = { fallback: ReactNode; children: ReactNode };

/** Shows `fallback` for good once rendering `children` has thrown: one bad message never takes the others down. */
export class MarkdownBoundary extends Component<MarkdownBoundaryProps, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? this.props.fallback : this.props.children;
  }
}
