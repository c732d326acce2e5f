/** No service of the browser or the keyboard is asked about what a sender types (TIPS.md §7). */
export const quiet = {
	autocomplete: 'off',
	autocorrect: 'off',
	autocapitalize: 'sentences',
	spellcheck: false
} as const;
