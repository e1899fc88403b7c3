// A link, without Next.js to fetch beforehand what is behind it.
import { createElement } from "react";

export default function Link({ prefetch, replace, scroll, shallow, legacyBehavior, ...link }) {
  return createElement("a", link);
}
