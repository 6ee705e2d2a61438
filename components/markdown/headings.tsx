import type { ComponentProps } from "react";
import type { ExtraProps } from "streamdown";

type HeadingProps = ComponentProps<"h3"> & ExtraProps;

// Under the heading that names the model every answer begins at the third level, whatever level it was written with.

export function FirstHeading({ children, dir }: HeadingProps) {
  return (
    <h3 className="heading-1" dir={dir}>
      {children}
    </h3>
  );
}

export function SecondHeading({ children, dir }: HeadingProps) {
  return (
    <h3 className="heading-2" dir={dir}>
      {children}
    </h3>
  );
}

export function ThirdHeading({ children, dir }: HeadingProps) {
  return (
    <h3 className="heading-3" dir={dir}>
      {children}
    </h3>
  );
}

export function LowerHeading({ children, dir }: HeadingProps) {
  return (
    <h4 className="heading-3" dir={dir}>
      {children}
    </h4>
  );
}
