// Light or dark: as the device has it, unless the reader chooses.

import { kept } from "./value.js";

export const THEMES = ["auto", "light", "dark"];
export const theme = kept("chutri-theme", THEMES, "auto");

const wear = (name) => {
  if (name === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = name;
};
wear(theme.get());
theme.watch(wear);

export const nextTheme = () => theme.set(THEMES[(THEMES.indexOf(theme.get()) + 1) % THEMES.length]);
