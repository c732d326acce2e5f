import type { Example } from './examples.ts';

export const examples: Example[] = [
	{ title: 'Khung', props: { title: 'Người được phục vụ' }, words: 'Hai người, Phổ Minh.' }
];
