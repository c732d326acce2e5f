import type { Example } from './examples.ts';

export const examples: Example[] = [
	{ title: 'Chính', props: { href: '#', kind: 'main' }, words: 'Đặt lịch' },
	{ title: 'Viền', props: { href: '#', icon: 'house' }, words: 'Chỉ đường đến nhà' }
];
