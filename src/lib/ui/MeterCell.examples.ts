import type { Example } from './examples.ts';

export const examples: Example[] = [
	{ title: 'Số', props: { label: 'Đến nhà', value: 30, max: 90 } },
	{ title: 'Lời', props: { label: 'Trả thẻ', value: 29, max: 31, words: '29 trên 31' } }
];
