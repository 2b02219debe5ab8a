"""The salon's own quick replies: what operators write often, with places for facts."""
