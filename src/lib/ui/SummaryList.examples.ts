import type { Example } from './examples.ts';

export const examples: Example[] = [
	{
		title: 'Có Sửa',
		props: {
			label: 'Thông tin đã ghi',
			rows: [
				{ key: 'Họ và tên', value: 'Trần Thị Sen', change: { what: 'họ và tên', href: '#' } },
				{
					key: 'Cần báo trước',
					value: ['Nằm liệt giường', 'Nghe kém'],
					change: { what: 'điều cần báo trước' }
				}
			]
		}
	},
	{
		title: 'Chỉ đọc',
		props: {
			rows: [
				{ key: 'Số hồ sơ', value: 'ĐN-26-0412' },
				{ key: 'Ngày đến', value: 'Thứ Bảy, 28/11, 07:30 đến 09:30' }
			]
		}
	}
];
