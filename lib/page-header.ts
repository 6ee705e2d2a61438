/** Carries a page's own address, which a page is not told otherwise. */
export const pageHeader = "x-switchyard-page";
