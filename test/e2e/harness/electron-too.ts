/** The tag that `electronToo` of fixtures.ts gives to tests, by which playwright.config.ts finds them. */
export const ELECTRON_TOO = '@electron-too';
