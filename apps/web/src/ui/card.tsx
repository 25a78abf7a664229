// A quiet surface that holds what belongs together.
import type { ReactNode } from "react";
import "./card.css";

export interface CardProps {
  children: ReactNode;
  /** plain lies on the page; sunken recedes; accent is for the one thing worth reading first. */
  tone?: "plain" | "sunken" | "accent" | undefined;
  /** Without padding, for tables and pictures that reach the edge. */
  isFlush?: boolean | undefined;
}

/** A surface. */
export function Card({ children, tone = "plain", isFlush = false }: CardProps) {
  return <div className={`card card--${tone}${isFlush ? " card--flush" : ""}`}>{children}</div>;
}
