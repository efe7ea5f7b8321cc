"""The patient's side of the bot: joining, asking, leaving and coming back.

`leaving.first` stands ahead of every other handler, `asking.last` behind them all.
"""
