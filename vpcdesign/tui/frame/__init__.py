"""What every screen of the designer is built of: rows that are painted, keys that find their command, mains and panes.

- `rows.Rows`: a widget that makes rows for a width and a height (`renew()` after what changes them). Never a colour.
- `main.Main`: the content of a tab. `opened`, `changed`, `status`, `hints`, `takes`; a method `do_<command>` for each
  command that means something in it, `can_<command>` that says why not now. `NoMeaning("sentence")` says that it
  means nothing here. `mains.MAINS` names the module and class of each tab.
- `pane.Pane`, `pane.PagePane`: what stands at the side, in a stack: `screen.push(pane)`, `screen.page(make, name)`,
  `screen.pop()`. `pane.framed` draws title, rule and the line that parts it from the main.
- `field.Field`: whatever is typed (cells, forms, filters): a value, `after(key, character)`, drawn by `row`.
- `board.Board`: a screen whose keys go through the registry; `dialog.Dialog`: a modal one, that answers by `dismiss`.
- `desk.desk_of(widget)`: the application: `session`, `apply(edit)`, `select(id)`, `run_command`, `tell`, `proof`.
"""
