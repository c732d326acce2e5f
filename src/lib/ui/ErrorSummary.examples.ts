import type { Example } from './examples.ts';

export const examples: Example[] = [
	{
		title: 'Hai lỗi',
		props: {
			errors: [
				{ field: 'f4', text: 'Số điện thoại chưa đúng. Ví dụ: 0900 000 100.' },
				{ field: 'd2', text: 'Không có ngày này trong lịch.' }
			]
		}
	}
];
