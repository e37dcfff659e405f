"""The XML of OpenDocument text made plain for pandoc: styles, numbers, hidden text. Floor 2."""
