/** Ends a command that is about the SQLite file: what is kept in PostgreSQL is copied with PostgreSQL's own tools. */
export function refusePostgres(): never {
  console.error(
    'Dữ liệu ở trong PostgreSQL (DATABASE_URL): hãy sao lưu và khôi phục bằng pg_dump và pg_restore, hoặc bằng dịch vụ sao lưu của nơi đặt máy chủ, cùng thư mục dữ liệu (ảnh, PDF, khóa phong bì). Cất tệp pepper ở nơi khác.\n' +
      'The data is in PostgreSQL (DATABASE_URL): back it up and restore it with pg_dump and pg_restore, or with the backups of whoever hosts it, together with the data folder (pictures, PDFs, keys of envelopes). Keep the pepper elsewhere.\n' +
      'Sau đó kiểm bằng (then check with): npm run verify',
  )
  process.exit(1)
}
