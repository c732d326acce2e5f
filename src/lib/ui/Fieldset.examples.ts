import type { Example } from './examples.ts';

export const examples: Example[] = [
	{
		title: 'Nhóm',
		props: { name: 'g1', legend: 'Người có mặt tại nhà', hint: 'Cán bộ gọi người này khi đến.' },
		words: 'Các ô đứng ở đây.'
	}
];
