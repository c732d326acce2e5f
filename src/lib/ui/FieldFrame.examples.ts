import type { Example } from './examples.ts';

export const examples: Example[] = [
	{ title: 'Khung của một ô', props: { name: 'g2', label: 'Nhãn', hint: 'Gợi ý', optional: true } }
];
