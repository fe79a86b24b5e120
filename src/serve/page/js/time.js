// Days, months and years as the server gives them: `2014-03-11`, `2014-03` or `2014`.

import { language } from "./language.js";

const SHAPE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec"];

/** @param {string | null} day */
function parts(day) {
  const found = SHAPE.exec(day ?? "");
  return found && found.slice(1).map((part) => (part ? Number(part) : null));
}

/** A day in the words of the language. */
export function dayInWords(day) {
  const known = parts(day);
  if (!known) return day ?? "";
  const [year, month, date] = known;
  if (language.get() === "vi") return [date, month, year].filter((part) => part !== null).join("/");
  return [date, month && MONTHS[month - 1], year].filter((part) => part !== null && part !== undefined).join(" ");
}

/** From one day until another; one day alone where both are the same or only one is known. */
export function spanInWords(from, until) {
  if (from && until && from !== until) return `${dayInWords(from)} – ${dayInWords(until)}`;
  return dayInWords(from ?? until);
}

const daysBefore = (year, month, date) => Date.UTC(year, month - 1, date) / 86_400_000;

/** The place of the first instant of a day, month or year on the line of time, in years. */
export function startOf(day) {
  const known = parts(day);
  if (!known) return null;
  const [year, month, date] = known;
  const length = daysBefore(year + 1, 1, 1) - daysBefore(year, 1, 1);
  return year + (daysBefore(year, month ?? 1, date ?? 1) - daysBefore(year, 1, 1)) / length;
}

/** The place of its last instant. */
export function endOf(day) {
  const known = parts(day);
  if (!known) return null;
  const [, month, date] = known;
  const start = startOf(day);
  if (date) return start + 1 / 365;
  return month ? start + 1 / 12 : start + 1;
}

/** First and last instant of a term such as `2015-2020`: such terms run from congress to congress. */
export function termSpan(term) {
  const years = (term ?? "").match(/\d{4}/g);
  return years ? [Number(years[0]), Number(years.at(-1)) + 1] : null;
}
