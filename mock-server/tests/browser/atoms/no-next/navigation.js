// Where the page is and where it goes, without Next.js to route it.
export function useRouter() {
  return {
    push: (address) => window.location.assign(address),
    replace: (address) => window.location.replace(address),
    back: () => window.history.back(),
    refresh: () => window.location.reload(),
  };
}

export function usePathname() {
  return window.location.pathname;
}

export function useSearchParams() {
  return new URLSearchParams(window.location.search);
}
