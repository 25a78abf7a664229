// Words that depend on a count. Comes in: a language, a count and the forms it has. Goes out: the right form.

/** Makes a chooser of plural forms for one language; `other` serves where a form is not given. */
export function pluralOf(language: string): (count: number, forms: { one?: string; other: string }) => string {
  const rules = new Intl.PluralRules(language);
  return (count, forms) => (rules.select(count) === "one" ? (forms.one ?? forms.other) : forms.other);
}
