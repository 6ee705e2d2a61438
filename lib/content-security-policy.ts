/**
 * What a page may load: this server's own files and scripts that carry the page's nonce. Styles may be inline, which
 * React and math need; scripts may not. Development adds `unsafe-eval`, which React's error overlay needs.
 */
export function contentSecurityPolicy(options: { nonce: string; isDevelopment: boolean }): string {
  const { nonce, isDevelopment } = options;
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
