import type { Example } from './examples.ts';

export const examples: Example[] = [
	{ title: 'Liên kết', props: { href: '#' } },
	{ title: 'Nút, lời riêng', words: 'Về danh sách' }
];
