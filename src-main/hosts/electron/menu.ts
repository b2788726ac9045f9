import type { Menu as MenuClass, MenuItemConstructorOptions } from 'electron';

/** The fewest entries that copy and paste, zoom and quit need; no reload, no developer tools, no help links. */
export function minimalMenu(platform: NodeJS.Platform): MenuItemConstructorOptions[] {
  const edit: MenuItemConstructorOptions = {
    label: 'Edit',
    submenu: [
      { role: 'undo' },
      { role: 'redo' },
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      { role: 'selectAll' },
    ],
  };
  const view: MenuItemConstructorOptions = {
    label: 'View',
    submenu: [{ role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }, { role: 'togglefullscreen' }],
  };
  const first: MenuItemConstructorOptions = {
    label: platform === 'darwin' ? 'Inglenook' : 'File',
    submenu: [{ role: 'quit' }],
  };
  return [first, edit, view];
}

/** Replaces Electron's default menu, which offers reload, developer tools and links to outside pages. */
export function setMinimalMenu(Menu: typeof MenuClass, platform: NodeJS.Platform): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(minimalMenu(platform)));
}
