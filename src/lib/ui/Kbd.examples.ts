import type { Example } from './examples.ts';

export const examples: Example[] = [
	{ title: 'Một phím', props: { keys: 'j' } },
	{ title: 'Hai phím', props: { keys: 'Ctrl Enter' } }
];
