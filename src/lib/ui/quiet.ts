/** For a field's `attributes`: no service of the browser or the keyboard is asked about what is typed there (TIPS.md §7). */
export const quiet = { autocomplete: 'off', autocorrect: 'off', spellcheck: false } as const;
