import type { Example } from './examples.ts';

export const examples: Example[] = [
	{ title: 'Đóng', props: { label: 'Mục khác' }, words: 'Số liệu, Thiết lập' },
	{
		title: 'Trang đang mở nằm trong đó',
		props: { label: 'Mục khác', current: true },
		words: 'Số liệu, Thiết lập'
	}
];
