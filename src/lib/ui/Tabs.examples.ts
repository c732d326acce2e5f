import type { Example } from './examples.ts';

export const examples: Example[] = [
	{
		title: 'Cách xem',
		props: {
			label: 'Danh sách',
			items: [
				{ href: '#a', label: 'Đang mở', count: 42, current: true },
				{ href: '#b', label: 'Của tôi', count: 9 },
				{ href: '#c', label: 'Quá hạn', count: 2 }
			]
		}
	}
];
