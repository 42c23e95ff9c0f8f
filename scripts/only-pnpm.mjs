// `npm install` would ignore the workspace and its lockfile, so it stops here with the right command.
if (!process.env.npm_config_user_agent?.startsWith('pnpm/')) {
  console.error('This is a pnpm workspace. Run `npm start` or `npm test`: each installs what it needs.')
  process.exit(1)
}
