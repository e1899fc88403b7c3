// Builds the page into the folder `built`. Each line that a page without atoms would not need says why it is here.
import { defineConfig } from "vite";

export default defineConfig({
  base: "./",
  logLevel: "error",
  resolve: {
    // CommonJS, which the atoms import as if it were a module.
    alias: { "react-use/lib/usePrevious": "react-use/esm/usePrevious" },
  },
  build: {
    outDir: "built",
    // The package says that importing its files does nothing. One teaches dayjs about time zones, and is missed.
    rolldownOptions: { treeshake: false },
  },
});
