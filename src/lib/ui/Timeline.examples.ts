import type { Example } from './examples.ts';

export const examples: Example[] = [
	{
		title: 'Các bước',
		props: {
			label: 'Lịch sử xử lý',
			items: [
				{
					at: '2026-11-23T13:55:00+07:00',
					when: '13:55, 23/11/2026',
					title: 'Cán bộ gọi, không nghe máy',
					by: 'Bình'
				},
				{
					at: '2026-11-23T10:41:00+07:00',
					when: '10:41, 23/11/2026',
					title: 'Đã nhận yêu cầu',
					body: 'Nhận qua cổng Gần Dân.'
				}
			]
		}
	}
];
