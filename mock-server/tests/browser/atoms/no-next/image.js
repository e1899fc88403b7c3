// A picture, without Next.js to make it smaller.
import { createElement } from "react";

export default function Image({ priority, quality, fill, loader, unoptimized, ...picture }) {
  return createElement("img", picture);
}
